// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target, each with its reason.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // what costs a box says so
    .enableUpcomingFeature("MemberImportVisibility"),  // a file imports what it uses
    .enableUpcomingFeature("InternalImportsByDefault"),  // a dependency never leaks out unsaid
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // async code stays where its caller is
    .strictMemorySafety(),  // each unsafe step is marked
    .treatAllWarnings(as: .error),  // a warning is a question that somebody must answer
]

let package = Package(
    name: "docktrail",
    products: [
        .executable(name: "docktrail", targets: ["docktrail"]),
        .library(
            name: "Docktrail",
            targets: [
                "AuditLogs", "AuditRecords", "AuditEvents", "DockerActivity", "Detections", "Analysis", "Reports",
                "AuditRules",
            ]
        ),
    ],
    dependencies: [
        // Arguments, help and shell completions.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // SHA-256 of the inputs that a report rests on.
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        // Typed system calls, paths and errno.
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    ],
    targets: [
        .systemLibrary(name: "CAudit", pkgConfig: "audit", providers: [.apt(["libaudit-dev"])]),
        // Fork and calls made to fail, for probing rules; glibc has them all.
        .systemLibrary(name: "CProbe"),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        // Debian 12's libbz2 comes without a pkg-config file.
        .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
        // Detections are Sigma's YAML. Swift's own reader wraps the same library, but brings the whole of Foundation.
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),

        .target(
            name: "AuditLogs",
            dependencies: [
                "CISAL", "CLZMA", "CZstd", "CBzip2", "CLZ4",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .target(name: "AuditRecords", swiftSettings: settings),
        .target(name: "AuditEvents", dependencies: ["AuditRecords", "CAudit"], swiftSettings: settings),
        .target(name: "DockerActivity", dependencies: ["AuditRecords", "AuditEvents"], swiftSettings: settings),
        .target(
            name: "Detections",
            dependencies: ["AuditRecords", "AuditEvents", "DockerActivity", "CYAML"],
            swiftSettings: settings
        ),
        .target(
            name: "Analysis",
            dependencies: ["AuditLogs", "AuditRecords", "AuditEvents", "DockerActivity", "Detections"],
            swiftSettings: settings
        ),
        .target(
            name: "Reports",
            dependencies: ["AuditRecords", "AuditEvents", "DockerActivity", "Detections", "Analysis", "AuditRules"],
            swiftSettings: settings
        ),
        .target(
            name: "AuditRules",
            dependencies: [
                "AuditRecords", "CAudit", "CProbe", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "docktrail",
            dependencies: [
                "AuditLogs", "AuditRecords", "AuditEvents", "DockerActivity", "Detections", "Analysis", "Reports",
                "AuditRules",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "AuditLogsTests", dependencies: ["AuditLogs", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "AuditRecordsTests", dependencies: ["AuditRecords", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "AuditEventsTests",
            dependencies: ["AuditEvents", "AuditRecords", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DockerActivityTests",
            dependencies: ["DockerActivity", "AuditEvents", "AuditRecords", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DetectionsTests",
            dependencies: ["Detections", "DockerActivity", "AuditEvents", "AuditRecords", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AnalysisTests",
            dependencies: [
                "Analysis", "AuditLogs", "AuditRecords", "AuditEvents", "DockerActivity", "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AuditRulesTests",
            dependencies: [
                "AuditRules", "TestSupport", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        // What only a real kernel can show: these load audit rules, need root, and say so where they cannot run.
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "AuditRules", "TestSupport", .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        // The whole program, from the outside: it runs what was built beside it.
        .testTarget(
            name: "ProgramTests",
            dependencies: ["TestSupport"],
            exclude: ["Golden"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Reports", "Analysis", "AuditRecords", "Detections", "DockerActivity", "TestSupport"],
            swiftSettings: settings
        ),
    ]
)
