namespace ClanLedger.Hosting;

/// <summary>Something the person at the keyboard can mend: shown as one line on stderr, without a stack trace.</summary>
/// <param name="message">What is wrong, where, and what is allowed.</param>
/// <param name="cause">What was thrown below, if anything.</param>
public sealed class UserErrorException(string message, Exception? cause = null) : Exception(message, cause);
