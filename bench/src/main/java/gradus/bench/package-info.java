/**
 * Measurements: {@code ./gradus bench}. Not published.
 *
 * <p>{@link gradus.bench.Workloads} names what is timed; {@link gradus.bench.Measurement} times
 * whole training steps, {@link gradus.bench.Profile} the kernel calls of one, {@link
 * gradus.bench.KernelBenchmark} single kernels. {@link gradus.bench.Machine} measures what the
 * processor can do at most, with which all are compared. The peers stand in a project of their own,
 * {@code bench/peers}, and run as processes of their own.
 */
package gradus.bench;
