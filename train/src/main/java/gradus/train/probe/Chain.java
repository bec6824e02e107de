package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pieces of a model along its main way from input to output. A layer that applies others is cut
 * into these and what it does between them; of branches that start at one value the first is
 * followed, and the others count as ways past it. Each piece begins where the one before ends.
 *
 * @param pieces from input to output
 */
public record Chain(List<Piece> pieces) {
  /** Keeps an immutable copy. */
  public Chain {
    pieces = List.copyOf(pieces);
  }

  /**
   * The chain of a traced model.
   *
   * @param model the model that was traced
   * @param input its input
   */
  public static Chain of(Trace trace, Layer model, Tensor input) {
    Cutter cutter = new Cutter(trace, input.node());
    cutter.cut(model, input.node(), trace.output().node());
    return new Chain(cutter.pieces);
  }

  /** A layer's application and those inside it. */
  private record Part(Trace.Application application, List<Part> inner) {
    Node in() {
      return application.input().node();
    }

    Node out() {
      return application.output().node();
    }
  }

  private static final class Cutter {
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, List<Part>> open = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Roles roles;

    Cutter(Trace trace, Node input) {
      roles = new Roles(input);
      for (Trace.Application application : trace.applications()) {
        times.merge(application.path(), 1, Integer::sum);
        List<Part> inner = open.remove(application.path());
        open.computeIfAbsent(parent(application.path()), _ -> new ArrayList<>())
            .add(new Part(application, inner == null ? List.of() : inner));
      }
    }

    private static String parent(String path) {
      int dot = path.lastIndexOf('.');
      return dot < 0 ? "" : path.substring(0, dot);
    }

    void cut(Layer model, Node in, Node out) {
      cut("", model, open.getOrDefault("", List.of()), in, out);
    }

    private void cut(String path, Layer layer, List<Part> inner, Node in, Node out) {
      Node at = in;
      for (Part part : inner) {
        if (part.out().type() != DType.F32 || !roles.leads(at, part.in())) {
          continue;
        }
        add(path, layer, at, part.in());
        cut(
            numbered(part.application().path()),
            part.application().layer(),
            part.inner(),
            part.in(),
            part.out());
        at = part.out();
      }
      add(path, layer, at, out);
    }

    private String numbered(String path) {
      int time = seen.merge(path, 1, Integer::sum);
      return times.get(path) == 1 ? path : path + "[" + time + "]";
    }

    private void add(String path, Layer layer, Node in, Node out) {
      if (in != out && roles.leads(in, out)) {
        pieces.add(new Piece(path, layer, roles.of(in, out), in, out));
      }
    }
  }
}
