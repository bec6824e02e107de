/**
 * What training makes small. {@link gradus.nn.loss.Losses} lists the losses; each gives values,
 * which a {@link gradus.nn.loss.Reduction} makes one number. Losses of more than two tensors are
 * static functions beside the record.
 */
package gradus.nn.loss;
