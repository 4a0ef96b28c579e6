extension DetectionLoader {
    /// A loader that has what the program brings.
    public static func embedded() -> DetectionLoader {
        var loader = DetectionLoader()
        for file in EmbeddedDetections.all { loader.add(file.text, file: nil) }
        return loader
    }
}
