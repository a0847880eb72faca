"""The one kind of error that is shown to the user as it is."""


class UserError(Exception):
    """Something that the user's world did wrong: a missing file, a full disk, a newer library.

    The message is a complete Chinese sentence that names the file or thing and says what to do.
    Every other exception that escapes is a bug and reaches the crash dialog and the log.
    """
