package gradus.health.forecast;

import gradus.core.ir.Node;
import gradus.nn.Trace.Application;
import gradus.train.probe.Chain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a model that apply a layer of theirs several times, such as recurrent ones.
 *
 * @param parts the outermost ones
 */
record Repeats(List<Part> parts) {
  /**
   * A part.
   *
   * @param stations its input, places on the main way through it, its output
   */
  record Part(String path, List<Node> stations) {
    boolean holds(String other) {
      return path.isEmpty() || other.startsWith(path + ".");
    }
  }

  static Repeats of(List<Application> applications, Chain chain) {
    Set<String> seen = new HashSet<>();
    Set<String> repeating = new HashSet<>();
    for (Application application : applications) {
      if (!seen.add(application.path())) {
        repeating.add(parent(application.path()));
      }
    }
    List<Part> parts = new ArrayList<>();
    for (Application application : applications.reversed()) {
      String path = application.path();
      boolean inside = parts.stream().anyMatch(part -> part.holds(path));
      if (repeating.contains(path) && !inside) {
        parts.add(new Part(path, stations(application, chain)));
      }
    }
    return new Repeats(parts);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  private static List<Node> stations(Application application, Chain chain) {
    Node in = application.input().node();
    Node out = application.output().node();
    List<Node> stations = new ArrayList<>(List.of(in));
    boolean inside = false;
    for (var piece : chain.pieces()) {
      inside |= piece.in() == in;
      if (inside && piece.out() != out) {
        stations.add(piece.out());
      }
      inside &= piece.out() != out;
    }
    stations.add(out);
    return inside ? List.of(in, out) : stations;
  }

  /** Whether a layer is inside one of the parts. */
  boolean inside(Application application) {
    return parts.stream().anyMatch(part -> part.holds(application.path()));
  }

  /** The part to which each place on the main way belongs. */
  Map<Node, Part> stations() {
    Map<Node, Part> stations = new HashMap<>();
    for (Part part : parts) {
      part.stations().stream().skip(1).forEach(node -> stations.put(node, part));
    }
    return stations;
  }
}
