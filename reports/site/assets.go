package site

import "embed"

// assets are the styles and scripts that pages use, built from assets/src; assets/README.md says how.
//
//go:embed assets/dist
var assets embed.FS

// assetRoot is the folder of assets that goes into every site as "assets/".
const assetRoot = "assets/dist"

// documentStyle is the style sheet that stands in the document.
const documentStyle = assetRoot + "/site.css"

// Notices are the licences of the third-party styles, scripts and fonts in the program.
func Notices() (string, error) {
	b, err := assets.ReadFile(assetRoot + "/NOTICES.txt")
	return string(b), err
}
