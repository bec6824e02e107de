package gradus.train;

import gradus.train.log.EndReason;
import java.util.Map;

/**
 * What a training brought.
 *
 * @param model the model with its last values
 * @param metrics the last values on held-out data (or on the training data if there is none)
 * @param loss the last loss on the same data
 * @param progress how far it came
 * @param reason why it ended
 */
public record Result(
    TrainedModel model,
    Map<String, Double> metrics,
    double loss,
    Progress progress,
    EndReason reason) {}
