"""Python that a user wrote, run in a child process that can do nothing but compute."""
