import AuditRecords

/// The containers that the records and the engine's files tell of.
struct ContainerTable: Sendable {
    /// A container's number in the table.
    typealias Number = Int32

    /// Containers of each of two generations.
    static let limit = 1 << 12
    /// Started containers whose shim is not known.
    static let openLimit = 256

    /// Milliseconds after a container's start by which its shim is there.
    static let shimWindow: Int64 = 5000

    private var containers = Generations<Number, Container>(limit: Self.limit)
    private var numbers = Generations<[UInt8], Number>(limit: Self.limit)
    private var shims = Generations<UInt32, Number>(limit: Self.limit)
    private var nextNumber: Number = 0
    /// Containers that run and whose shim is not known, in the order in which they were started.
    private(set) var open: [Number] = []
    /// Those of them of which it is not known how high their shims' numbers can be.
    private var unbounded: [Number] = []
    /// Counts what makes it worth to look once more whose a process is.
    private(set) var revision: UInt64 = 0

    /// A container by its number.
    subscript(number: Number?) -> Container? {
        mutating get { number.flatMap { containers[$0] } }
    }

    /// The number of the container with an id, which is entered if it is not known.
    mutating func number(of id: [UInt8]) -> Number {
        if let number = numbers[id], containers[number] != nil { return number }
        let number = nextNumber
        nextNumber += 1
        numbers[id] = number
        containers[number] = Container(id: id)
        return number
    }

    /// Changes what is known of a container.
    mutating func change(_ number: Number, _ change: (inout Container) -> Void) {
        guard var container = containers[number] else { return }
        change(&container)
        containers[number] = container
    }

    /// The container that a shim serves.
    mutating func container(ofShim process: UInt32) -> Number? { shims[process] }

    /// A container was started: its shim, which may not be known yet, is another one than before.
    ///
    /// `highest` is the highest process number that was given out before. The shims of the containers that were started
    /// earlier have lower ones: they are there a moment after the start.
    mutating func open(_ number: Number, at time: Int64, _ highest: UInt32?) {
        revision += 1
        release(number)
        if let highest {
            var left: [Number] = []
            for other in unbounded {
                guard let container = containers[other], container.ceiling == nil else { continue }
                if time - (container.started ?? time) > Self.shimWindow, highest > container.floor ?? .max {
                    change(other) { $0.ceiling = highest }
                } else {
                    left.append(other)
                }
            }
            unbounded = left
        }
        if open.count >= Self.openLimit {
            let first = open.removeFirst()
            unbounded.removeAll { $0 == first }
        }
        open.append(number)
        unbounded.append(number)
    }

    /// Says which process is a container's shim.
    mutating func setShim(_ process: UInt32, of number: Number, _ placement: Confidence, commandWasSeen: Bool) {
        open.removeAll { $0 == number }
        unbounded.removeAll { $0 == number }
        if let former = self[number]?.shim, former != process { shims[former] = nil }
        shims[process] = number
        change(number) {
            $0.shim = process
            $0.placement = placement
            $0.commandWasSeen = commandWasSeen
        }
    }

    /// A container ended: the number of its shim can be given to another process.
    mutating func close(_ number: Number, at time: Int64) {
        release(number)
        change(number) { $0.ended = time }
    }

    private mutating func release(_ number: Number) {
        open.removeAll { $0 == number }
        unbounded.removeAll { $0 == number }
        if let shim = self[number]?.shim { shims[shim] = nil }
        change(number) {
            $0.shim = nil
            $0.firstProcess = nil
            $0.commandWasSeen = false
        }
    }

    /// Forgets which container runs: the machine started anew.
    mutating func restart(at time: Int64) {
        // In an order of their own: what is asked for last is remembered longest.
        for (number, container) in containers.all.sorted(by: { $0.key < $1.key })
        where container.ended == nil && container.started != nil {
            change(number) { $0.ended = time }
        }
        open = []
        unbounded = []
        shims = Generations(limit: Self.limit)
    }
}

extension ContainerTable: SavedState {
    /// Whether the limits are kept, and containers can still be numbered.
    var isSound: Bool {
        containers.keeps(to: Self.limit) && numbers.keeps(to: Self.limit) && shims.keeps(to: Self.limit)
            && open.count <= Self.openLimit && unbounded.count <= open.count && (0..<1 << 30).contains(nextNumber)
            && revision < 1 << 56
    }
}
