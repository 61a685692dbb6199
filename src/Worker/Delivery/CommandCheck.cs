namespace BusQStash.Worker.Delivery;

/// <summary>The check a command's message needs before an attempt.</summary>
internal enum CommandCheck
{
    /// <summary>Nothing: the command is the only one of its kind, and the message cannot be canceled.</summary>
    None,

    /// <summary>A look whether it was canceled.</summary>
    Look,

    /// <summary>A claim: there may be another command for it.</summary>
    Claim,
}
