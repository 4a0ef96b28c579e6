extension Span<UInt8> {
    /// A hash of the bytes: each eight are multiplied and both halves of the product folded into the next.
    ///
    /// With a seed that nobody knows, no log can be written whose texts all have one hash.
    @inlinable
    @inline(__always)
    public func hash(_ seed: UInt64) -> UInt64 {
        var hash = seed ^ UInt64(count)
        var index = 0
        while index + 8 <= count {
            hash = (hash ^ word(at: index)).foldedProduct
            index += 8
        }
        if index < count {
            hash = (hash ^ (count >= 8 ? word(at: count - 8) : shortWord)).foldedProduct
        }
        return hash.foldedProduct
    }

    /// Fewer than eight bytes as one number.
    @usableFromInline
    var shortWord: UInt64 {
        var word: UInt64 = 0
        for index in 0..<count { word = word << 8 | UInt64(self[index]) }
        return word
    }
}

extension UInt64 {
    /// Both halves of the product with an odd constant (the fraction of the golden ratio), folded into one.
    @inlinable
    @inline(__always)
    public var foldedProduct: UInt64 {
        let product = multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return product.high ^ product.low
    }
}
