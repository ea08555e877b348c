/** The bodies that REST answers with, beside those that are topic values too. */
package io.stocktide.schemas.rest;
