"""What each command of ``service.cli`` does; a module here is imported when it is called."""
