/** How gradients change parameters: optimizers, clipping, penalties. */
package gradus.nn.optim;
