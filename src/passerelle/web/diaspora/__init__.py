"""The register of the diaspora and introductions."""
