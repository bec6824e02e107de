package gradus.train.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which operation of the goldens is what in this engine, and which there are none of. */
final class Operations {
  /** Operations that this engine does not have yet. */
  static final List<String> NOT_SUPPORTED =
      List.of(
          "rnn_tanh",
          "rnn_relu",
          "lstm",
          "gru",
          "scaled_dot_product_attention",
          "multi_head_attention",
          "transformer_encoder_layer",
          "transformer_decoder_layer",
          "sinusoidal_positions",
          "ctc");

  /** Operations whose layers and losses are still to be joined to this table. */
  static final List<String> PENDING =
      List.of(
          "conv1d", "conv2d", "conv3d", "conv2d_transpose", "max_pool2d", "avg_pool2d", "max_pool1d",
          "avg_pool1d", "adaptive_avg_pool2d", "adaptive_max_pool2d", "global_avg_pool2d",
          "global_max_pool2d", "upsample_nearest", "upsample_bilinear", "dense", "embedding",
          "batch_norm", "layer_norm", "rms_norm", "group_norm", "instance_norm", "local_response_norm");

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
    return table;
  }

  static Map<String, NumberOperation> numbers() {
    Map<String, NumberOperation> table = new LinkedHashMap<>();
    table.putAll(ScheduleOperations.table());
    table.putAll(InitOperations.table());
    return table;
  }
}
