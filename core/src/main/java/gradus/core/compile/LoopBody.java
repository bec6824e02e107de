package gradus.core.compile;

import java.lang.foreign.MemorySegment;

/**
 * An emitted loop nest; sizes, strides and addresses come with the call, so that equal loops share
 * it.
 */
interface LoopBody {
  /**
   * Runs a part of the loop nest. Reductions over outer axes go on from what their results hold.
   *
   * @param memory the program's memory
   * @param p sizes, byte addresses and byte strides, laid out as {@link LoopSpec} says
   * @param lanes room for 16 partial results of each reduction
   * @param shift added to the address of reduced results
   * @param o0 the first row
   * @param o1 the row after the last
   * @param r0 the first step along the outer reduced axes
   * @param r1 the step after the last
   * @param i0 the first element of the inner axis; a multiple of 16 if the axis is reduced
   * @param i1 the element after the last
   */
  void run(
      MemorySegment memory,
      long[] p,
      float[] lanes,
      long shift,
      int o0,
      int o1,
      int r0,
      int r1,
      int i0,
      int i1);
}
