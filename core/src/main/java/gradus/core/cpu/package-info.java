/**
 * The kernels: what a compiled program calls.
 *
 * <p>{@link gradus.core.cpu.Workers} runs the tasks of a {@link gradus.core.cpu.Kernel} on a team
 * of threads. A kernel is made once for fixed sizes and fixed byte offsets into one off-heap memory
 * segment, and then runs without allocating. {@link gradus.core.cpu.Gemm} and {@link
 * gradus.core.cpu.Convolution} exist twice: as scalar code that reads as the definition and as
 * vector code ({@link gradus.core.cpu.Cpu} says which); both give the same bits for any number of
 * threads. The other kernels move or index data and exist once.
 *
 * <p>This is the only package that may use {@code jdk.incubator.vector}.
 */
package gradus.core.cpu;
