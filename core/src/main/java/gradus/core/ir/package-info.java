/**
 * The meaning of operations in 32 bits. {@link gradus.core.ir.LaneCode} is the instruction set; the
 * functions in {@link gradus.core.ir.Exponentials}, {@link gradus.core.ir.Trigonometry} and their
 * neighbours are written once in it, without branches, so every machine gives the same bits; {@link
 * gradus.core.ir.ScalarLanes} is the executable definition of each instruction.
 */
package gradus.core.ir;
