"""The windows, panels and dialogs: everything that knows Qt but the jobs and the start."""
