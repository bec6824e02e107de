package gradus.train.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which operation of the goldens is what in this engine, and which there are none of. */
final class Operations {
  /** Operations that this engine does not have yet. */
  static final List<String> NOT_SUPPORTED =
      List.of(
          "scaled_dot_product_attention",
          "multi_head_attention",
          "transformer_encoder_layer",
          "transformer_decoder_layer",
          "sinusoidal_positions",
          "ctc");

  private Operations() {}

  static Map<String, Operation> tensors() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.putAll(TensorOperations.table());
    table.putAll(LinearOperations.table());
    table.putAll(ClipOperations.table());
    table.putAll(OptimizerOperations.table());
    table.putAll(PenaltyOperations.table());
    table.putAll(ActivationOperations.table());
    table.putAll(LossOperations.table());
    table.putAll(LayerOperations.table());
    table.putAll(RecurrentOperations.table());
    return table;
  }

  static Map<String, NumberOperation> numbers() {
    Map<String, NumberOperation> table = new LinkedHashMap<>();
    table.putAll(ScheduleOperations.table());
    table.putAll(InitOperations.table());
    return table;
  }
}
