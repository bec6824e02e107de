package gradus.train.golden;

import gradus.core.tensor.Tensor;
import gradus.nn.optim.AdaDelta;
import gradus.nn.optim.AdaGrad;
import gradus.nn.optim.AdaMax;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Lamb;
import gradus.nn.optim.Lion;
import gradus.nn.optim.Momentum;
import gradus.nn.optim.NAdam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.RAdam;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Optimizers over several steps. */
final class OptimizerOperations {
  private OptimizerOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    for (String name :
        List.of(
            "sgd",
            "momentum",
            "adagrad",
            "rmsprop",
            "adadelta",
            "adam",
            "adamw",
            "adamax",
            "nadam",
            "radam",
            "lamb",
            "lion")) {
      table.put(name, steps(config -> optimizer(name, config)));
    }
    return table;
  }

  static Optimizer optimizer(String name, Config c) {
    double rate = c.number("lr");
    double decay = c.number("weight_decay", 0);
    double beta1 = c.number("beta1", 0);
    double beta2 = c.number("beta2", 0);
    double epsilon = c.number("eps", 0);
    return switch (name) {
      case "sgd" -> new Sgd(rate, decay);
      case "momentum" ->
          new Momentum(
              rate, c.number("momentum"), c.number("dampening", 0), c.flag("nesterov"), decay);
      case "adagrad" ->
          new AdaGrad(rate, c.number("lr_decay"), c.number("initial_accumulator"), epsilon, decay);
      case "rmsprop" ->
          new RmsProp(
              rate, c.number("alpha"), c.number("momentum"), c.flag("centered"), epsilon, decay);
      case "adadelta" -> new AdaDelta(rate, c.number("rho"), epsilon, decay);
      case "adam" -> new Adam(rate, beta1, beta2, epsilon, decay, c.flag("amsgrad"));
      case "adamw" -> new AdamW(rate, beta1, beta2, epsilon, decay, c.flag("amsgrad"));
      case "adamax" -> new AdaMax(rate, beta1, beta2, epsilon, decay);
      case "nadam" -> new NAdam(rate, beta1, beta2, epsilon, decay, c.number("momentum_decay"));
      case "radam" -> new RAdam(rate, beta1, beta2, epsilon, decay);
      case "lamb" -> new Lamb(rate, beta1, beta2, epsilon, decay);
      case "lion" -> new Lion(rate, beta1, beta2, decay);
      default -> throw new IllegalArgumentException("no optimizer " + name);
    };
  }

  private static Operation steps(Function<Config, Optimizer> read) {
    return a -> {
      Optimizer optimizer = read.apply(a.config());
      Tensor weights = a.get("w0");
      Tensor gradients = a.get("g");
      List<Tensor> slots = new ArrayList<>();
      optimizer
          .slots(weights.shape())
          .forEach(slot -> slots.add(Tensor.full(slot.shape(), slot.initial())));
      List<Tensor> all = new ArrayList<>();
      for (int t = 0; t < gradients.size(0); t++) {
        Optimizer.Context context =
            new Optimizer.Context(
                Tensor.scalar(optimizer.rate()), Tensor.scalar(t + 1), optimizer.decay());
        Optimizer.Update update = optimizer.update(context, weights, gradients.index(0, t), slots);
        weights = update.parameter();
        slots.clear();
        slots.addAll(update.slots());
        all.add(weights);
      }
      return Map.of("w", Tensor.stack(0, all));
    };
  }
}
