package gradus.bench.ward.second;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is drafted: run files by name, and the lines of the table. */
final class Drafts {
  /** The first line of the table. */
  static final String COLUMNS = "file,state,symptom,layer,also,kind,operator,severity,twin";

  final Map<String, Net> nets = new LinkedHashMap<>();
  final List<String> lines = new ArrayList<>();
  private final Map<String, Net> bases = new LinkedHashMap<>();

  /** A healthy net that others are the twins of. */
  void base(Net net) {
    bases.put(net.id, net);
    healthy(net, "plain", "");
  }

  /** A healthy training that looks sick. */
  void lookAlike(Net net, String operator) {
    healthy(net, "lookalike", operator);
  }

  /** The same of a net of its own. */
  void like(
      String id,
      String operator,
      String set,
      String body,
      String optimizer,
      int epochs,
      int batch) {
    lookAlike(new Net(id, set, body, optimizer, epochs, batch), operator);
  }

  private void healthy(Net net, String kind, String operator) {
    put(net, "healthy,,,," + kind + "," + operator + ",,");
  }

  /** A copy of a healthy net, to put a fault in. */
  Net sick(String base, String operator, int severity) {
    if (!bases.containsKey(base)) {
      throw new IllegalArgumentException("no healthy net is called " + base);
    }
    return bases.get(base).copy(base + "_" + operator + "_" + severity);
  }

  /**
   * A faulty training, made by {@link #sick}.
   *
   * @param also symptoms, joined by {@code |}
   */
  void fault(Net net, String symptom, String layer, String also) {
    String[] parts = net.id.split("_");
    put(
        net,
        String.join(
            ",", "sick", symptom, layer, also, "fault", parts[1], parts[2], parts[0] + ".yaml"));
  }

  private void put(Net net, String line) {
    if (nets.put(net.id, net) != null) {
      throw new IllegalArgumentException("two drafts are called " + net.id);
    }
    lines.add(net.id + ".yaml," + line);
  }
}
