/**
 * From a graph to a program, pass by pass ({@link gradus.core.compile.Compiler}): nodes are put
 * into groups (Fuser), groups become loop nests or calls of kernels (Lowering, LoopBuilder, Roots),
 * buffers get addresses (Planner), loop nests become classes (LoopEmitter).
 */
package gradus.core.compile;
