/** What training makes small. */
package gradus.nn.loss;
