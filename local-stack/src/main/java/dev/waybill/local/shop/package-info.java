/** What the shop adds to the local stack: its goods, and how its prices and states are worded. */
@NullMarked
package dev.waybill.local.shop;

import org.jspecify.annotations.NullMarked;
