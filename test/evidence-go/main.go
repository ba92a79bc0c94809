// Checks a proof file with what others have written for transparency logs: golang.org/x/mod/sumdb/note opens its checkpoint,
// golang.org/x/mod/sumdb/tlog follows its paths. It shares nothing with the service but docs/evidence.md.
//
//	evidence-go PROOF_FILE KEY [OLDER_CHECKPOINT_FILE]
//
// It prints that all holds, of a month that is closed also with what, and ends with 0; else it says what does not, and ends with 1.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proofFile struct {
	Format      string
	Scope       struct{ Ticket, Customer, Month string }
	Customer    *struct{ Number, Salt string }
	Key         string
	Handovers   []string
	Checkpoint  string
	Hashes      []string
	Consistency []struct {
		Size int64
		Path []int
	}
	Tickets []map[string]json.RawMessage
	Entries []entry
}

type entry struct {
	Index    int64
	Customer bool
	Order    int64
	Previous *string
	Entered  string
	Fields   map[string]json.RawMessage
	Path     []int
}

func main() {
	if len(os.Args) < 3 {
		fail("usage: evidence-go PROOF_FILE KEY [OLDER_CHECKPOINT_FILE]")
	}
	text := read(os.Args[1])
	var file proofFile
	if err := json.Unmarshal(text, &file); err != nil {
		fail("not a proof file: %v", err)
	}
	sayOnce(json.NewDecoder(bytes.NewReader(text)))
	if file.Format != "hotline-proof/v1" {
		fail("another format: %q", file.Format)
	}
	keys := trusted(os.Args[2], file.Key, file.Handovers)
	tree := openCheckpoint(file.Checkpoint, keys[len(keys)-1:])
	hashes := make([]tlog.Hash, len(file.Hashes))
	for i, text := range file.Hashes {
		hashes[i] = parseHash(text)
	}
	for i, each := range file.Entries {
		if i > 0 && each.Index <= file.Entries[i-1].Index {
			fail("entry %d is not in its place, or twice in the file", each.Index)
		}
		for name, raw := range each.Fields {
			if raw[0] != '[' && (!strings.HasPrefix(name, "detail.") || name == "detail.promiseBefore") {
				fail("entry %d does not show %s", each.Index, name)
			}
		}
		path := tlog.RecordProof(pick(hashes, each.Path))
		if err := tlog.CheckRecord(path, tree.N, tree.Hash, each.Index, leafHash(file, each)); err != nil {
			fail("entry %d is not in the tree: %v", each.Index, err)
		}
	}
	if file.Scope.Month != "" {
		checkMonth(file)
	}
	if file.Scope.Ticket != "" && (len(file.Tickets) != 1 || string(file.Tickets[0]["number"]) != strconv.Quote(file.Scope.Ticket)) {
		fail("the heading is of another ticket than the file")
	}
	checkTold(file)
	if len(os.Args) > 3 {
		checkOlder(file, hashes, tree, openCheckpoint(string(read(os.Args[3])), keys))
	}
	fmt.Printf("holds: %d entries in a tree of %d\n", len(file.Entries), tree.N)
}

// sayOnce refuses a value in which a member of an object comes twice: which of the two is meant depends on who reads it. Go takes
// capitals for small letters, so those are the same.
func sayOnce(values *json.Decoder) {
	opened, err := values.Token()
	if err != nil {
		fail("not a proof file: %v", err)
	}
	if opened != json.Delim('{') && opened != json.Delim('[') {
		return
	}
	seen := map[string]bool{}
	for values.More() {
		if opened == json.Delim('{') {
			token, _ := values.Token()
			name := strings.ToLower(fmt.Sprint(token))
			if seen[name] {
				fail("%q comes twice in an object", name)
			}
			seen[name] = true
		}
		sayOnce(values)
	}
	_, _ = values.Token()
}

// trusted lists the key that was given and each that it hands over to.
func trusted(key, own string, handovers []string) []note.Verifier {
	keys := []string{own}
	for i, text := range handovers {
		lines := strings.Split(text, "\n")
		if len(lines) < 4 || lines[0] != "hotline-handover/v1" {
			fail("a hand-over is malformed")
		}
		if i == 0 {
			keys = []string{lines[2]}
		}
		if lines[2] != keys[len(keys)-1] {
			fail("a hand-over does not follow the one before")
		}
		if _, err := note.Open([]byte(text), note.VerifierList(verifier(lines[2]))); err != nil {
			fail("a hand-over is not signed by the key before: %v", err)
		}
		keys = append(keys, lines[3])
	}
	if keys[len(keys)-1] != own {
		fail("the hand-overs do not lead to the key of the file")
	}
	verifiers := []note.Verifier{}
	isTrusted := false
	for _, each := range keys {
		isTrusted = isTrusted || each == key
		verifiers = append(verifiers, verifier(each))
	}
	if !isTrusted {
		fail("the file is signed with another key")
	}
	return verifiers
}

func verifier(key string) note.Verifier {
	known, err := note.NewVerifier(key)
	if err != nil {
		fail("the key is malformed: %v", err)
	}
	return known
}

func openCheckpoint(text string, keys []note.Verifier) tlog.Tree {
	opened, err := note.Open([]byte(text), note.VerifierList(keys...))
	if err != nil {
		fail("a checkpoint is not signed by the key: %v", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 5 || lines[0] != opened.Sigs[0].Name {
		fail("a checkpoint is not of this ledger")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("a checkpoint has no size: %v", err)
	}
	return tlog.Tree{N: size, Hash: parseHash(lines[2])}
}

func checkOlder(file proofFile, hashes []tlog.Hash, tree, older tlog.Tree) {
	if older.N == tree.N && older.Hash == tree.Hash {
		return
	}
	for _, way := range file.Consistency {
		if way.Size != older.N {
			continue
		}
		path := tlog.TreeProof(pick(hashes, way.Path))
		if err := tlog.CheckTree(path, tree.N, tree.Hash, older.N, older.Hash); err != nil {
			fail("the older checkpoint is not continued: %v", err)
		}
		return
	}
	fail("the file leads back to no tree of %d", older.N)
}

// checkMonth sees that a customer's facts follow each other, and that there are as many as the month was closed with.
func checkMonth(file proofFile) {
	if file.Customer == nil || file.Customer.Number != file.Scope.Customer {
		fail("the file is of another customer than it says")
	}
	var own []entry
	for _, each := range file.Entries {
		if each.Customer {
			own = append(own, each)
		}
	}
	for i := 1; i < len(own); i++ {
		before := leafHash(file, own[i-1])
		if own[i].Order != own[i-1].Order+1 || own[i].Previous == nil || *own[i].Previous != before.String() {
			fail("facts are missing between number %d and number %d of the customer", own[i-1].Order, own[i].Order)
		}
	}
	for _, closing := range own {
		if shown(closing, "fact") != "month-closed" || shown(closing, "month") != file.Scope.Month {
			continue
		}
		first, facts, tickets := number(closing, "first"), int64(0), int64(0)
		for _, each := range own {
			if each.Order < first || each.Order >= closing.Order {
				continue
			}
			facts++
			if shown(each, "fact") == "timeline" && shown(each, "kind") == "opened" {
				tickets++
			}
		}
		if closed := number(closing, "facts"); facts != closed || closing.Order-first != closed {
			fail("the month was closed with %d facts, and the file has %d of them", closed, facts)
		}
		if closed := number(closing, "tickets"); tickets != closed {
			fail("the month was closed with %d tickets, and the file has %d of them", closed, tickets)
		}
		fmt.Printf("closed: month %s with %d facts and %d tickets\n", file.Scope.Month, facts, tickets)
	}
}

// checkTold sees that what is told of each ticket is what the newest fact says that has it.
func checkTold(file proofFile) {
	proven := map[string]map[string]string{}
	for _, each := range file.Entries {
		number := shown(each, "ticket")
		if number == "" {
			continue
		}
		if proven[number] == nil {
			proven[number] = map[string]string{}
		}
		for name := range each.Fields {
			if !strings.HasPrefix(name, "ticket.") {
				continue
			}
			member := strings.TrimPrefix(name, "ticket.")
			proven[number][member] = shown(each, name)
		}
	}
	isTold := map[string]bool{}
	for _, told := range file.Tickets {
		number := asText(told["number"])
		isTold[number] = true
		if proven[number] == nil {
			fail("no fact is about ticket %s", number)
		}
		for member, was := range proven[number] {
			if said := asText(told[member]); said != was {
				fail("ticket %s: told is %s %s, written down was %s", number, member, said, was)
			}
		}
	}
	// a month may begin and end in any zone of the earth
	begin, err := time.Parse("2006-01", file.Scope.Month)
	if err != nil {
		return
	}
	for number, members := range proven {
		opened, err := time.Parse(time.RFC3339, members["openedAt"])
		if err == nil && !isTold[number] && !opened.Before(begin.AddDate(0, 0, 1)) && opened.Before(begin.AddDate(0, 1, -1)) {
			fail("ticket %s was opened in the month, and is not told of", number)
		}
	}
}

// asText is a told value as it stands in a field: a text as it is, what is absent as null.
func asText(raw json.RawMessage) string {
	var told string
	if json.Unmarshal(raw, &told) == nil && len(raw) > 0 && raw[0] == '"' {
		return told
	}
	if len(raw) == 0 {
		return "null"
	}
	return string(raw)
}

// shown is the value of a field; it is empty where the field is withheld, or there is none.
func shown(each entry, name string) string {
	var field [2]string
	if json.Unmarshal(each.Fields[name], &field) != nil {
		return ""
	}
	return field[0]
}

func number(each entry, name string) int64 {
	value, err := strconv.ParseInt(shown(each, name), 10, 64)
	if err != nil {
		fail("the fact that closes the month has no %s", name)
	}
	return value
}

func leafHash(file proofFile, each entry) tlog.Hash {
	names := make([]string, 0, len(each.Fields))
	for name := range each.Fields {
		names = append(names, name)
	}
	sort.Strings(names)
	statement := "hotline-statement/v1\n"
	for _, name := range names {
		statement += name + " " + commitment(name, each.Fields[name]) + "\n"
	}
	tag, previous := "-", "-"
	if each.Customer && file.Customer != nil {
		tag = hash(append(decode(file.Customer.Salt), file.Customer.Number...))
	}
	if each.Previous != nil {
		previous = *each.Previous
	}
	return tlog.RecordHash([]byte(fmt.Sprintf(
		"hotline-leaf/v1\nstatement %s\ncustomer %s\norder %d\nprevious %s\nentered %s\n",
		hash([]byte(statement)), tag, each.Order, previous, each.Entered)))
}

// commitment is a text where the field is withheld, else it is made of its value and salt.
func commitment(name string, raw json.RawMessage) string {
	var withheld string
	if json.Unmarshal(raw, &withheld) == nil {
		return withheld
	}
	var shown [2]string
	if err := json.Unmarshal(raw, &shown); err != nil {
		fail("the field %s is malformed: %v", name, err)
	}
	return hash(append(decode(shown[1]), name+"="+shown[0]...))
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return base64.StdEncoding.EncodeToString(sum[:])
}

func decode(text string) []byte {
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		fail("no Base64: %q", text)
	}
	return data
}

func parseHash(text string) tlog.Hash {
	parsed, err := tlog.ParseHash(text)
	if err != nil {
		fail("no hash: %q", text)
	}
	return parsed
}

func pick(hashes []tlog.Hash, places []int) []tlog.Hash {
	picked := make([]tlog.Hash, len(places))
	for i, place := range places {
		if place < 0 || place >= len(hashes) {
			fail("a path names a hash that is not there: %d", place)
		}
		picked[i] = hashes[place]
	}
	return picked
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	if err != nil {
		fail("cannot read: %v", err)
	}
	return data
}

func fail(format string, about ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", about...)
	os.Exit(1)
}
