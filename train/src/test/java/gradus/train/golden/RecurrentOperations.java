package gradus.train.golden;

import static gradus.train.golden.LayerOperations.read;
import static gradus.train.golden.LayerOperations.settings;

import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recurrent layers, read as from a run file; in the goldens they have two biases, here one. */
final class RecurrentOperations {
  private RecurrentOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.put("rnn_tanh", a -> run(a, "rnn", "tanh"));
    table.put("rnn_relu", a -> run(a, "rnn", "relu"));
    table.put("lstm", a -> run(a, "lstm", null));
    table.put("gru", a -> run(a, "gru", null));
    return table;
  }

  /** Layers begin without a state and read all times of all examples. */
  static boolean supports(GoldenCase golden) {
    return !table().containsKey(golden.op())
        || !golden.config().flag("initial_state") && !golden.config().flag("lengths");
  }

  private static Map<String, Tensor> run(Arguments a, String kind, String activation) {
    Tensor y = a.get("x");
    List<Tensor> last = new ArrayList<>();
    List<Tensor> memories = new ArrayList<>();
    for (int layer = 0; layer < a.config().whole("layers"); layer++) {
      List<Tensor> ways = new ArrayList<>();
      for (String way : a.config().flag("bidirectional") ? List.of("", "r") : List.of("")) {
        boolean backward = way.equals("r");
        String prefix = "l" + layer + way + ".";
        Map<String, Object> settings =
            settings("units", a.config().whole("hidden"), "output", "all");
        settings.put("direction", backward ? "backward" : "forward");
        if (activation != null) {
          settings.put("activation", activation);
        }
        Trace trace = trace(kind, settings, y, weights(kind, a.all(), prefix));
        ways.add(trace.output());
        last.add(trace.output().index(1, backward ? 0 : -1));
        memories.add(memory(trace, a.config().whole("hidden")));
      }
      y = ways.size() == 1 ? ways.getFirst() : Tensor.concat(-1, ways);
    }
    Map<String, Tensor> outputs = Operation.two("y", y, "h", Tensor.stack(0, last));
    if (kind.equals("lstm")) {
      outputs.put("c", Tensor.stack(0, memories));
    }
    return outputs;
  }

  /** The first half of the last state. */
  private static Tensor memory(Trace trace, int units) {
    return trace.applications().stream()
        .filter(each -> each.path().equals("step"))
        .map(each -> each.output().slice(-1, 0, units))
        .toList()
        .getLast();
  }

  static Trace trace(
      String kind, Map<String, Object> settings, Tensor x, Map<String, Tensor> weights) {
    return Trace.of(read(kind, settings), x, true, Key.of(1, 1), weights);
  }

  /** Our parameters, made of those of the goldens. */
  static Map<String, Tensor> weights(String kind, Map<String, Tensor> all, String prefix) {
    Tensor ofInput = all.get(prefix + "b_ih");
    Tensor ofState = all.get(prefix + "b_hh");
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("weight", all.get(prefix + "w_ih"));
    weights.put("recurrent_weight", all.get(prefix + "w_hh"));
    if (kind.equals("gru")) {
      int gates = ofState.size(0);
      int fresh = gates / 3 * 2;
      Tensor none = Tensor.zeros(ofState.slice(0, fresh, gates).shape());
      Tensor both = Tensor.concat(0, List.of(ofState.slice(0, 0, fresh), none));
      weights.put("bias", ofInput.add(both));
      weights.put("recurrent_bias", ofState.slice(0, fresh, gates));
    } else {
      weights.put("bias", ofInput.add(ofState));
    }
    return weights;
  }
}
