/** A finite run of the whole path, and its verdict. */
package io.stocktide.standalone.demo;
