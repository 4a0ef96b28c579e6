public import Detections

extension Report {
    /// Joins the findings of each set, which are in order, into incidents.
    mutating func joinFindings() {
        let places = Dictionary(grouping: findings.indices) { findings[$0].set }
        for (set, places) in places.sorted(by: { $0.key < $1.key }) {
            for var incident in IncidentBuilder.incidents(of: places.map { findings[$0].finding }) {
                for index in incident.steps.indices {
                    let place = places[incident.steps[index].finding]
                    incident.steps[index].finding = place
                    if let other = incident.steps[index].link?.other {
                        incident.steps[index].link?.other = places[other]
                    }
                    findings[place].incident = incident.id
                }
                incidents.append(IncidentEntry(set: set, incident: incident))
            }
        }
        incidents.sort { ($0.incident.first, $0.set) < ($1.incident.first, $1.set) }
    }

    /// The findings of an incident, in order of time.
    public func findings(of incident: Incident) -> [Finding] { incident.steps.map { findings[$0.finding].finding } }
}
