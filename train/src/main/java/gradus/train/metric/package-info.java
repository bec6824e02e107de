/**
 * Measures of how good a model's answers are. A metric is fed batch by batch and gives its exact
 * value over all it has seen; {@link gradus.train.metric.Outputs} says what the numbers of a model
 * mean. Each is a class and a line of {@link gradus.train.metric.MetricCatalog}.
 */
package gradus.train.metric;
