package gradus.health.forecast;

import gradus.train.log.Event;
import gradus.train.probe.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the forecast of each piece of the main way from a circuit. */
final class Theory {
  /** Chances of layers depend on each other a little; so much random signals differ more. */
  private static final double DEPENDENT = 1.25;

  private final Circuit circuit;
  private final InputLaw input;
  private final Backward backward;
  private final boolean[] bridges;
  private final Gradient[] gradients;

  Theory(Circuit circuit, InputLaw input, int rank) {
    this.circuit = circuit;
    this.input = input;
    this.backward = new Backward(circuit, input.batch());
    this.bridges = backward.bridges();
    this.gradients = backward.from(circuit.output(), Gradient.start(1.0 / rank));
  }

  Forecast forecast(String name) {
    List<LayerForecast> layers = new ArrayList<>();
    boolean learned = false;
    for (Piece piece : circuit.chain().pieces()) {
      layers.add(layer(piece, learned));
      learned |= piece.role() == Event.Role.WEIGHT;
    }
    return new Forecast(name, input, layers, 1.0 / input.batch(), symmetric(), shut());
  }

  private LayerForecast layer(Piece piece, boolean learned) {
    int in = circuit.number(piece.in());
    int out = circuit.number(piece.out());
    Signal signal = circuit.signal(out);
    Gradient end = gradients[out];
    Gradient through = backward.at(in, out, end.unit());
    double whole = gradients[in].square();
    double alone = through.square() * end.square();
    return new LayerForecast(
        piece.path().isEmpty() ? "model" : piece.path(),
        piece.layer().title(),
        piece.role(),
        signal.shape().rank() == 0 ? 1 : signal.shape().size(-1),
        Prediction.ofSquare(signal.moments().square(), DEPENDENT * signal.spread()),
        signal.moments().square() > 0 ? signal.moments().apart() / signal.moments().square() : 0,
        Prediction.ofSquare(through.square(), through.own()),
        alone > 0 ? Math.sqrt(whole / alone) : 1,
        Prediction.ofSquare(end.square(), end.spread()),
        learned,
        formula(in, out),
        dead(in, out),
        Optional.empty(),
        Double.NaN);
  }

  private String formula(int in, int out) {
    String formula = "χ = 1";
    for (Circuit.Link link : circuit.links()) {
      if (link.to() > in && link.to() <= out && link.to() == out) {
        formula = link.effect().formula();
      }
    }
    for (Circuit.Link link : circuit.links()) {
      boolean inside = link.from() >= in && link.to() <= out;
      if (inside && !link.effect().theory()) {
        return link.effect().formula();
      }
    }
    return formula;
  }

  private double dead(int in, int out) {
    double alive = 1;
    for (int i = 0; i < bridges.length; i++) {
      Circuit.Link link = circuit.links().get(i);
      if (bridges[i] && link.from() >= in && link.to() <= out) {
        Signal signal = circuit.signal(link.to());
        double units = signal.shape().slice(1, signal.shape().rank()).count();
        alive *= 1 - Math.pow(link.effect().flat(), units);
      }
    }
    return 1 - alive;
  }

  /** Parts that every way leads through and no gradient passes, behind the first weights. */
  private List<String> shut() {
    List<String> shut = new ArrayList<>();
    boolean learned = false;
    for (int i = 0; i < bridges.length; i++) {
      Circuit.Link link = circuit.links().get(i);
      if (learned && bridges[i] && link.effect().gain() == 0) {
        shut.add(link.path());
      }
      learned |= link.effect().role() == Event.Role.WEIGHT;
    }
    return shut;
  }

  private List<String> symmetric() {
    return circuit.links().stream()
        .filter(link -> link.effect().role() == Event.Role.WEIGHT)
        .filter(link -> link.effect().out().units() == 1)
        .filter(link -> circuit.signal(link.to()).shape().size(-1) > 1)
        .map(Circuit.Link::path)
        .toList();
  }
}
