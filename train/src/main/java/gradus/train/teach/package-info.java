/**
 * Tools that teach and prove: {@link gradus.train.teach.Derivation} writes out the backpropagation
 * of a given network, {@link gradus.train.teach.ModelGradientCheck} compares its gradient with
 * central differences, {@link gradus.train.teach.RateTest} finds a learning rate, and {@link
 * gradus.train.teach.DepthFigure} draws the gradient against depth. All but the rate test look at
 * one {@link gradus.train.teach.Sample} in float64.
 */
package gradus.train.teach;
