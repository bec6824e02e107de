/** The reverse pass: from a graph to the graph of its gradients. */
package gradus.core.grad;
