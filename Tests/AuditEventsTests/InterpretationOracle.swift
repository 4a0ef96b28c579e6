import AuditEvents
import Foundation

/// The records of a log beside what `ausearch -i` prints for each of their fields.
struct InterpretationOracle {
    /// One field of which both sides have a text.
    struct Comparison {
        var record: InterpretationRecord
        var field: InterpretationRecord.Field
        var ours: [UInt8]
        var theirs: [UInt8]
    }

    static let program = "/usr/sbin/ausearch"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    var comparisons: [Comparison] = []
    /// Records that ausearch printed otherwise than with the same fields in the same order, or not at all.
    var unmatched: [InterpretationRecord] = []

    init(log: URL) throws {
        let bytes = try Array(Data(contentsOf: log))
        let records = bytes.split(separator: UInt8(ascii: "\n")).compactMap(InterpretationRecord.init)
        let printed = try Self.interpreted(log)
        var used: [String: Int] = [:]
        // ausearch prints an event's records last to first.
        for record in records.reversed() {
            let key = record.type + " " + record.stamp
            let position = used[key, default: 0]
            used[key] = position + 1
            guard let lines = printed[key], lines.indices.contains(position),
                let values = Self.values(of: record.fields, in: lines[position])
            else {
                unmatched.append(record)
                continue
            }
            compare(record, values)
        }
    }

    private mutating func compare(_ record: InterpretationRecord, _ values: [[UInt8]]) {
        var context = InterpretationContext(names: Self.names(of: record))
        context.architecture = record.value(of: "arch").flatMap { UInt32($0, radix: 16) }
        context.systemCall = record.value(of: "syscall").flatMap { UInt32($0) }
        context.argument0 = record.value(of: "a0").flatMap { UInt64($0, radix: 16) }
        context.argument1 = record.value(of: "a1").flatMap { UInt64($0, radix: 16) }
        context.argument2 = record.value(of: "a2").flatMap { UInt64($0, radix: 16) }
        for (field, theirs) in zip(record.fields, values) {
            let ours = Interpretation.text(
                ofField: Array(field.name.utf8),
                value: field.value,
                recordType: InterpretationRecordTypes.number[record.type] ?? 0,
                context: context
            )
            comparisons.append(Comparison(record: record, field: field, ours: ours, theirs: theirs))
        }
    }

    /// The names that ausearch has: the tail's, else those of this machine, which it asks.
    private static func names(of record: InterpretationRecord) -> AccountNames {
        var names = machineNames
        for field in record.fields {
            guard let name = record.enriched.first(where: { $0.name == field.name }),
                let id = UInt32(String(decoding: field.value, as: UTF8.self))
            else { continue }
            let text = name.value.filter { $0 != UInt8(ascii: "\"") }
            let type = InterpretationRecordTypes.number[record.type] ?? 0
            let fieldName = Array(field.name.utf8)
            if Interpretation.isGroupID(fieldName.span, recordType: type) {
                names.learn(groupID: id, name: text)
            } else {
                names.learn(userID: id, name: text)
            }
        }
        return names
    }

    private static let machineNames = AccountNames(
        passwd: (try? Array(Data(contentsOf: URL(filePath: "/etc/passwd")))) ?? [],
        group: (try? Array(Data(contentsOf: URL(filePath: "/etc/group")))) ?? []
    )

    /// What ausearch prints, by type and stamp: the text behind the stamp.
    private static func interpreted(_ log: URL) throws -> [String: [ArraySlice<UInt8>]] {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-if", log.path, "-i"]
        process.environment = ["TZ": "UTC", "LC_ALL": "C"]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        var printed: [String: [ArraySlice<UInt8>]] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.count > 4 {
            // type=PATH msg=audit(11/20/26 21:12:26.391:44779) : item=0 …
            guard let open = line.firstIndex(of: UInt8(ascii: "(")), let close = line.firstIndex(of: UInt8(ascii: ")")),
                let dot = line[open..<close].firstIndex(of: UInt8(ascii: "."))
            else { continue }
            let type = String(decoding: line[..<open], as: UTF8.self).split(separator: " ").first ?? ""
            let key = "\(type.dropFirst("type=".count)) \(String(decoding: line[(dot + 1)..<close], as: UTF8.self))"
            printed[key, default: []].append(line[(close + 1)...].drop { $0 != UInt8(ascii: ":") }.dropFirst())
        }
        return printed
    }

    /// The printed values of the fields: each runs to the name of the next one.
    private static func values(of fields: [InterpretationRecord.Field], in line: ArraySlice<UInt8>) -> [[UInt8]]? {
        var values: [[UInt8]] = []
        var rest = line
        for index in fields.indices {
            guard let start = rest.end(of: Array("\(fields[index].name)=".utf8)) else { return nil }
            rest = rest[start...]
            var end = rest.endIndex
            if fields.indices.contains(index + 1) {
                let next = Array("\(fields[index + 1].name)=".utf8)
                guard
                    let nextEnd = rest.end(of: [UInt8(ascii: " ")] + next) ?? rest.end(of: Array(" msg='".utf8) + next)
                else { return nil }
                end = nextEnd - next.count
                if rest[..<end].suffix(6).elementsEqual(" msg='".utf8) { end -= 5 }
            }
            var value = rest[..<end]
            while let last = value.last, last == UInt8(ascii: " ") { value = value.dropLast() }
            if value.last == UInt8(ascii: "'") { value = value.dropLast() }
            values.append(Array(value))
            rest = rest[end...]
        }
        return values
    }
}

extension ArraySlice<UInt8> {
    /// Where the first occurrence of these bytes ends.
    fileprivate func end(of bytes: [UInt8]) -> Int? {
        var position = startIndex
        while position + bytes.count <= endIndex {
            if self[position..<(position + bytes.count)].elementsEqual(bytes) { return position + bytes.count }
            position += 1
        }
        return nil
    }
}
