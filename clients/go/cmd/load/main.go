// Places orders at a steady pace until all are answered, and writes every answer to a journal that
// `waybill audit --journal` checks.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	waybill "waybill.dev/client"
	orderv1 "waybill.dev/contracts/waybill/order/v1"
)

// The journal's line for one answer.
type entry struct {
	OrderID    string `json:"order_id"`
	CustomerID string `json:"customer_id"`
	RequestID  string `json:"request_id"`
	State      string `json:"state"`
}

func main() {
	targets := flag.String("targets", "localhost:50051", "the instances of order-service, separated by commas")
	orders := flag.Int("orders", 100, "how many orders to place")
	seconds := flag.Float64("seconds", 10, "over which time")
	patience := flag.Float64("patience", 120, "seconds after which an order must be answered")
	journal := flag.String("journal", "", "the file to append the answers to")
	flag.Parse()

	var stubs []orderv1.OrderServiceClient
	for _, target := range strings.Split(*targets, ",") {
		connection, err := waybill.Dial(target, "")
		if err != nil {
			log.Fatal(err)
		}
		defer connection.Close()
		stubs = append(stubs, orderv1.NewOrderServiceClient(connection))
	}
	file, err := os.OpenFile(*journal, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		log.Fatal(err)
	}

	var clients sync.WaitGroup
	var lock sync.Mutex
	answers := json.NewEncoder(file)
	failed := 0
	for number := range *orders {
		clients.Go(func() {
			time.Sleep(time.Duration(float64(number) * *seconds / float64(*orders) * float64(time.Second)))
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(*patience*float64(time.Second)))
			defer cancel()
			request := &orderv1.PlaceOrderRequest{
				RequestId:    uuid.NewString(),
				CustomerId:   "load-go",
				Lines:        []*orderv1.PlaceOrderLine{{Sku: fmt.Sprintf("SKU-%03d", number%100), Quantity: 1}},
				PaymentToken: "tok_ok",
			}
			first := number % len(stubs)
			order, err := waybill.Place(ctx, request, slices.Concat(stubs[first:], stubs[:first])...)
			lock.Lock()
			defer lock.Unlock()
			if err == nil {
				err = answers.Encode(entry{order.OrderId, order.CustomerId, request.RequestId, order.State.String()})
			}
			if err != nil {
				failed++
				fmt.Fprintln(os.Stderr, "request", request.RequestId, err)
			}
		})
	}
	clients.Wait()
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
	fmt.Println("load:", *orders, "orders,", failed, "failed")
	if failed > 0 {
		os.Exit(1)
	}
}
