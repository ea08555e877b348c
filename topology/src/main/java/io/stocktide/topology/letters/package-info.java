/** Dead letters: what died, whether it can be set right, and sending it again. */
package io.stocktide.topology.letters;
