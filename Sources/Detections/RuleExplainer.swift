/// Evaluates each part of a rule by itself.
struct RuleExplainer<Fields: RuleFields> {
    private var compiler: RuleCompiler<Fields>

    init(_ fields: Fields) { compiler = RuleCompiler(fields) }

    /// Explains a rule and the filters that are for it; nil where one of them can not be run.
    mutating func explain<View: FieldView & RuleView>(
        _ rule: SigmaRule,
        _ filters: [SigmaFilter],
        in view: View
    ) -> RuleExplanation? {
        do throws(DetectionError) {
            var trees = [try compiler.tree(rule.detection)]
            var searches = try explain(rule.detection, filter: nil, in: view)
            for filter in filters {
                trees.append(try compiler.tree(filter.detection))
                searches += try explain(filter.detection, filter: filter.title, in: view)
            }
            if let guardTree = ActivityRuleFields.guardTree(rule.logSource.view) { trees.append(guardTree) }
            return RuleExplanation(matches: evaluate(.all(trees), in: view), searches: searches)
        } catch {
            return nil
        }
    }

    private mutating func explain<View: FieldView & RuleView>(
        _ detection: SigmaDetection,
        filter: String?,
        in view: View
    ) throws(DetectionError) -> [RuleExplanation.Search] {
        var searches: [RuleExplanation.Search] = []
        for search in detection.searches {
            var items: [RuleExplanation.Item] = []
            for item in search.search.items {
                let tree = try compiler.tree(.item(item))
                let holds = evaluate(tree, in: view)
                let values = item.field == nil ? [] : Self.values(of: tree, in: view)
                items.append(RuleExplanation.Item(text: item.text, line: item.line, holds: holds, values: values))
            }
            let holds = evaluate(try compiler.tree(search.search), in: view)
            searches.append(
                RuleExplanation.Search(name: search.name, filter: filter, line: search.line, holds: holds, items: items)
            )
        }
        return searches
    }

    /// What the field of an item has.
    private static func values<View: FieldView & RuleView>(of tree: RuleTree, in view: View) -> [[UInt8]] {
        let field: Int
        switch tree {
        case .test(let test): field = test.field
        case .code(_, let code, _): field = code
        default: return []
        }
        var values: [[UInt8]] = []
        _ = view.visit(field) { value in
            values.append([UInt8](copying: value))
            return true
        }
        return values
    }

    private func evaluate<View: FieldView & RuleView>(_ tree: RuleTree, in view: View) -> Truth {
        let program = RuleProgram([tree])
        return program.evaluate(program.roots[0], in: view)
    }
}
