"""Writing vacancies."""
