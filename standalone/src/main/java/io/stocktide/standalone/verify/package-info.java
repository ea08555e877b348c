/** Whether the books are right: what the topics of a live system say, held against each other. */
package io.stocktide.standalone.verify;
