/**
 * What the physician adds to a run's page. {@link gradus.health.report.HealthReport} lists the
 * parts: findings with their evidence, the flow of the gradient by layer and step, the decades it
 * loses, the sizes of numbers, units, updates; {@link gradus.health.report.BeforeAfter} sets a run
 * beside what it was before it was healed. The page itself is {@link gradus.train.report.Report}.
 */
package gradus.health.report;
