package gradus.cli;

import gradus.nn.Trace.Application;
import java.util.ArrayList;
import java.util.List;

/** Applications of layers, which are told inner ones first, as a tree of paths. */
record LayerTree(List<Application> applications) {
  /** Each layer before those inside it, else in order. */
  List<Application> outerFirst() {
    List<Application> ordered = new ArrayList<>();
    for (Application layer : applications) {
      int at = ordered.size();
      while (at > 0 && ordered.get(at - 1).path().startsWith(layer.path() + ".")) {
        at--;
      }
      ordered.add(at, layer);
    }
    return ordered;
  }
}
