/**
 * Measurements that are compiled into the training step. {@link gradus.train.probe.Chain} cuts a
 * traced model into pieces from input to output, {@link gradus.train.probe.SignalProbe} and {@link
 * gradus.train.probe.ParameterProbe} add sums and maxima of values and gradients to the step's
 * graph, and read them from its memory after a run. They read what the step computes and change
 * none of it.
 */
package gradus.train.probe;
