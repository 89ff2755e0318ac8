/** Tests of inventory's rules, without a database. */
@NullMarked
package dev.waybill.inventory.domain;

import org.jspecify.annotations.NullMarked;
