"""The checks behind the guards of a stage table, one module for each room."""
