package words

import "strings"

// Number writes the digits of a number, "-1234567.50", with the language's signs between thousands and before decimals.
func (c *Catalogue) Number(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, fraction, broken := strings.Cut(digits, ".")
	mark := c.Say("number.thousands")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + mark + whole[i:]
	}
	if broken {
		whole += c.Say("number.decimal") + fraction
	}
	return sign + whole
}

// Plain takes the language's signs out of a number again: the digits as a machine writes them.
func (c *Catalogue) Plain(number string) string {
	digits := strings.ReplaceAll(number, c.Say("number.thousands"), "")
	return strings.ReplaceAll(digits, c.Say("number.decimal"), ".")
}
