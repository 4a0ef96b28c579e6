/// Where a probe looks for its events.
public protocol ProbeSource: AnyObject {
    /// Waits a while for new lines and hands out those that are whole.
    func wait(milliseconds: Int, line body: (Span<UInt8>) -> Void)
}
