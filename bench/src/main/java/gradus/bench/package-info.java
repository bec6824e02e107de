/** Whole training steps and kernels, timed; not published. */
package gradus.bench;
