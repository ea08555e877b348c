/** Every topic as one value: its name, key, serde, partitioning and cleanup. */
package io.stocktide.schemas.topic;
