/// Writes amounts for people.
public enum Quantity {
    /// A number with its thousands set apart: `1,234`.
    public static func count(_ number: Int) -> String {
        count(number.magnitude, isNegative: number < 0)
    }

    /// A number with its thousands set apart: `1,234`.
    public static func count(_ number: UInt64) -> String {
        count(UInt(number), isNegative: false)
    }

    /// A number and its noun: `1 activity`, `1,234 activities`, `no activities`.
    public static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
        switch number {
        case 0: "no \(plural)"
        case 1: "1 \(singular)"
        default: "\(count(number)) \(plural)"
        }
    }

    /// An amount of bytes to one decimal place: `512 B`, `12.3 MiB`.
    ///
    /// Units are powers of 1,024. Rounds down, so that nothing is called larger than it is.
    public static func bytes(_ number: UInt64) -> String {
        guard number >= 1024 else { return "\(number) B" }
        var unit: UInt64 = 1024
        var name = 0
        while name + 1 < units.count, number / unit >= 1024 {
            unit *= 1024
            name += 1
        }
        // The rest is below 2^60, so that ten times it still fits.
        return "\(number / unit).\(number % unit * 10 / unit) \(units[name])"
    }

    /// A time given in milliseconds, in its largest unit: `less than a second`, `2 seconds`, `3 days`.
    ///
    /// Rounds down.
    public static func duration(_ milliseconds: Int64) -> String {
        let seconds = Int(clamping: milliseconds.magnitude / 1000)
        let units = [(86_400, "day", "days"), (3600, "hour", "hours"), (60, "minute", "minutes")]
        if seconds == 0 { return "less than a second" }
        for (length, singular, plural) in units where seconds >= length {
            return count(seconds / length, singular, plural)
        }
        return count(seconds, "second", "seconds")
    }

    private static let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]

    private static func count(_ magnitude: UInt, isNegative: Bool) -> String {
        let digits = String(magnitude)
        var text = isNegative ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}
