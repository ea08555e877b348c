/** Topics on a real cluster: made as the contract says, and checked against it. */
package io.stocktide.service.kafka;
