/**
 * The intermediate representation: {@link gradus.core.ir.Node nodes} that apply {@link
 * gradus.core.ir.Op primitive operations} to other nodes. Elementwise operations are entries of
 * {@link gradus.core.ir.UnaryOp} and {@link gradus.core.ir.BinaryOp}; their float32 meaning is
 * written once, in {@link gradus.core.ir.LaneCode}.
 */
package gradus.core.ir;
